// A picture made small and drawn anew, so that it carries pixels and nothing else: no place, no hour,
// no name of a phone.

const QUALITY = 0.85;

export async function redrawn(file: Blob, longestSide: number): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return blobOf(canvas, "image/jpeg");
}

export function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((done, failed) => {
    const take = (made: Blob | null): void =>
      made === null ? failed(new Error("no picture")) : done(made);
    canvas.toBlob(take, type, QUALITY);
  });
}
