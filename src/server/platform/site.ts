import type { Context } from 'hono';
import type { Config } from './config.ts';

/**
 * How people reach this server: directly on this machine, or through a proxy that speaks HTTPS. The server listens on
 * loopback only, so where REEDBED_ORIGIN is set whoever connects is that proxy, and what it says of the other side holds.
 */
export class Site {
  readonly #origin: string | undefined;
  readonly secure: boolean;

  constructor({ origin }: Pick<Config, 'origin'>) {
    this.#origin = origin;
    this.secure = origin?.startsWith('https:') ?? false;
  }

  /** A page of another name that resolves here (DNS rebinding) gets no answer. */
  answersTo(host: string): boolean {
    if (this.#origin !== undefined && host === new URL(this.#origin).host) return true;
    return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  }

  /** What links begin with. Without a setting it is what the browser asked for, which is one of our own names. */
  originOf(context: Context): string {
    return this.#origin ?? `http://${context.req.header('host') ?? ''}`;
  }

  /** The other end of the wire; behind a proxy what the proxy added last. */
  addressOf(context: Context): string {
    const said = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (this.#origin !== undefined && said !== undefined && /^[\da-fA-F.:]{2,45}$/.test(said)) return said;
    // Requests that never were on a wire, as in tests, have no such thing.
    const wire = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
    return wire?.incoming?.socket?.remoteAddress ?? '';
  }

  /**
   * Cookies know no ports: two servers on one machine would sign each other's people out, so the port is in the name.
   * Behind HTTPS the name itself makes browsers refuse a cookie that another host or plain HTTP set.
   */
  cookieName(context: Context, name: string): string {
    if (this.secure) return `__Host-reedbed_${name}`;
    const port = /:(\d+)$/.exec(context.req.header('host') ?? '')?.[1];
    return port === undefined ? `reedbed_${name}` : `reedbed_${name}_${port}`;
  }
}
