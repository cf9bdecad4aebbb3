import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** A host that requests may not reach: it is not public, and the settings do not allow it. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";

  constructor(host: string) {
    super(`${host} is not a public address; 'outgoing.allow' in the settings can allow it`);
  }
}

/**
 * Which addresses outgoing requests may reach: public ones, and what the settings allow. A name is judged by the addresses that
 * it has at the very moment of the connection, so that none can change its meaning between check and use (DNS rebinding).
 */
export class AddressPolicy {
  readonly #hosts = new Set<string>();
  readonly #ranges: (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[] = [];

  /** @param allow names, addresses and CIDR ranges. Throws `TypeError` for what is none of these. */
  constructor(allow: readonly string[] = []) {
    for (const entry of allow) {
      if (ipaddr.isValidCIDR(entry)) this.#ranges.push(ipaddr.parseCIDR(entry));
      else if (ipaddr.isValid(entry)) this.#ranges.push(wholeAddress(entry));
      else if (/^[a-z0-9._-]+$/i.test(entry)) this.#hosts.add(entry.toLowerCase());
      else throw new TypeError(`'${entry}' is no host name, address or range`);
    }
  }

  /** Throws `AddressRefused` where the host of a URL is an address (which is never looked up) that is not allowed. */
  check(host: string): void {
    const address = host.replace(/^\[|\]$/g, "");
    if (isIP(address) !== 0 && !this.#allows(address)) throw new AddressRefused(address);
  }

  /** Looks names up for connections; gives only addresses that are allowed. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const allowed = this.#hosts.has(host.toLowerCase())
        ? found
        : found.filter(({ address }) => this.#allows(address));
      const [first] = allowed;
      if (!first) return callback(new AddressRefused(host), "", 0);
      // With `all`, Node takes the whole list: https://nodejs.org/api/dns.html#dnslookuphostname-options-callback
      if (options.all) return (callback as unknown as AllCallback)(null, allowed);
      callback(null, first.address, first.family);
    });
  };

  #allows(text: string): boolean {
    const address = ipaddr.process(text);
    if (address.range() === "unicast") return true;
    return this.#ranges.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits));
  }
}

type AllCallback = (error: Error | null, addresses: readonly LookupAddress[]) => void;

function wholeAddress(text: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
