export async function readPhoto(_file: Blob, _secret: () => Promise<string>): Promise<readonly string[]> {
  return [];
}
