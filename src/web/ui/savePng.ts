import sansFont from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import serifFont from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2?url';
import { saveBlob, servedName } from './saveFile.ts';

const scale = 2;

/**
 * Saves an SVG of the server as PNG at twice its size. A picture loads nothing from outside itself, so its fonts are
 * put inside as data first. The name is the one that the server gives the drawing.
 */
export async function savePng(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${String(response.status)}.`);
  const svg = await withFonts(await response.text());
  const source = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = await load(source);
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob === null) throw new Error('the browser made no picture.');
    saveBlob(blob, servedName(response, 'figure.svg').replace(/\.svg$/, '.png'));
  } finally {
    URL.revokeObjectURL(source);
  }
}

async function withFonts(svg: string): Promise<string> {
  const faces = await Promise.all([
    fontFace('Source Sans 3 Variable', '200 900', sansFont),
    fontFace('Source Serif 4 Variable', '200 900', serifFont),
  ]);
  return svg.replace(/(<svg[^>]*>)/, `$1<style>${faces.join('')}</style>`);
}

async function fontFace(family: string, weight: string, url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  const data = await new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => failed(new Error('a font could not be read.'));
    reader.readAsDataURL(blob);
  });
  const source = data.replace(/^data:[^;]*/, 'data:font/woff2');
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(${source}) format('woff2')}`;
}

function load(source: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new Error('the drawing could not be read.'));
    image.src = source;
  });
}
