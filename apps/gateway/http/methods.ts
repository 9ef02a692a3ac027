import { type FastifyInstance } from 'fastify';
import { meantPath } from './address.js';

/** Which methods each address takes, from the routes themselves. */
export class Methods {
  readonly #routes: { readonly fits: RegExp; readonly methods: Set<string> }[] = [];
  readonly #known = new Map<string, Set<string>>();

  /** Routes are listed from here on; addresses that end in a wildcard belong to nobody in particular. */
  follow(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const methods = this.#known.get(url) ?? new Set<string>();
      for (const each of [method].flat()) methods.add(each);
      if (this.#known.has(url)) return;
      this.#known.set(url, methods);
      const pattern = url
        .split('/')
        .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
        .join('/');
      this.#routes.push({ fits: new RegExp(`^${pattern}/?$`), methods });
    });
  }

  /** The methods of an address in order; none if there is no such address. */
  of(url: string): string[] {
    const path = meantPath(url);
    const methods = new Set(this.#routes.filter(({ fits }) => fits.test(path)).flatMap((route) => [...route.methods]));
    return methods.size === 0 ? [] : [...methods.add('OPTIONS')].sort();
  }
}
