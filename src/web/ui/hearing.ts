/** Plays from there; pressed again while it plays from there, it stops. */
export function hear(player: HTMLAudioElement | null, seconds: number): void {
  if (player === null) return;
  const from = String(seconds);
  if (!player.paused && player.dataset['from'] === from) return player.pause();
  player.dataset['from'] = from;
  player.currentTime = seconds;
  play(player);
}

/** Stops what plays; otherwise plays from there, or goes on where it was stopped since. */
export function playOrPause(player: HTMLAudioElement, seconds: number | null): void {
  if (!player.paused) player.pause();
  else if (seconds === null || player.dataset['from'] === String(seconds)) play(player);
  else hear(player, seconds);
}

/** What cannot be played is told by the player itself. */
const play = (player: HTMLAudioElement) => void player.play().catch(() => undefined);

/** As a player shows it: 1:05, or 1:02:05 beyond an hour. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(rest)}` : `${String(minutes)}:${two(rest)}`;
}
