export { openArchive } from './read.ts';
export { restoreInstallation } from './restore.ts';
export { restoreWorkspace, type Arrived } from './restoreWorkspace.ts';
export { checkRecipient, readIdentity, readPassphrase, type Lock, type Opener } from './secrecy.ts';
export { writeBackup } from './write.ts';
