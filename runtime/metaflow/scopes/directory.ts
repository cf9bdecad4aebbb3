declare module "../../engine/services.js" {
  interface Services {
    /** Who is behind a number. */
    readonly directory?: Directory;
  }
}

/** The phones of an account and the people who own them; ids are those of the API's paths. */
export interface DirectoryAccount {
  readonly users?: readonly DirectoryUser[];
  readonly devices?: readonly DirectoryDevice[];
}

export interface DirectoryUser {
  readonly id: string;
  /** Numbers that ring all of the user's devices, or that the user calls from where the device is not known. */
  readonly numbers?: readonly string[];
}

export interface DirectoryDevice {
  readonly id: string;
  /** Id of the user that owns it. */
  readonly owner_id?: string;
  readonly numbers?: readonly string[];
}

/** Accounts by their ids. */
export type DirectoryAccounts = Readonly<Record<string, DirectoryAccount>>;

/** A party of a call that is one of ours: a device, or a user where the device is not known. */
export interface Endpoint {
  readonly account: string;
  readonly device?: string;
  readonly user?: string;
}

/**
 * Who is behind a number (settings, `directory`). Without accounts the directory is open: every id is one, and who is behind a
 * number has the number as the id of both device and user.
 */
export class Directory {
  constructor(readonly accounts: DirectoryAccounts = {}) {}

  get isOpen(): boolean {
    return Object.keys(this.accounts).length === 0;
  }

  hasAccount(id: string): boolean {
    return this.isOpen || Object.hasOwn(this.accounts, id);
  }

  hasUser(account: string, id: string): boolean {
    return this.isOpen || this.#users(account).some((user) => user.id === id);
  }

  hasDevice(account: string, id: string): boolean {
    return this.isOpen || this.devices(account).some((device) => device.id === id);
  }

  devices(account: string): readonly DirectoryDevice[] {
    return Object.hasOwn(this.accounts, account) ? (this.accounts[account]?.devices ?? []) : [];
  }

  /** The endpoint with this id (a device's or a user's) or number; a device goes before a user. */
  find(idOrNumber: string): Endpoint | undefined {
    for (const account of Object.keys(this.accounts)) {
      const device = this.devices(account).find((each) => isOf(each, idOrNumber));
      if (device) return ofDevice(account, device);
    }
    for (const account of Object.keys(this.accounts)) {
      const user = this.#users(account).find((each) => isOf(each, idOrNumber));
      if (user) return { account, user: user.id };
    }
    return undefined;
  }

  #users(account: string): readonly DirectoryUser[] {
    return Object.hasOwn(this.accounts, account) ? (this.accounts[account]?.users ?? []) : [];
  }
}

function ofDevice(account: string, { id, owner_id: owner }: DirectoryDevice): Endpoint {
  return { account, device: id, ...(owner !== undefined && { user: owner }) };
}

function isOf({ id, numbers = [] }: DirectoryUser | DirectoryDevice, idOrNumber: string): boolean {
  return id === idOrNumber || numbers.includes(idOrNumber);
}
