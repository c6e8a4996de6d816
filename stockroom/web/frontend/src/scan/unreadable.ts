// A text that names nothing we know; the reason is the service's own word for it.
export class Unreadable extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}
