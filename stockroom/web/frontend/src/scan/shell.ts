export function install(): void {}
export async function mayForget(): Promise<boolean> {
  return false;
}
