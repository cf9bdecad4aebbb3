import type { DefinitionsQuery, NewDefinition, Page, StoredDefinition } from "../store.js";

interface Version {
  /** The NewDefinition as JSON. */
  readonly text: string;
  deleted: boolean;
}

export class MemoryDefinitions {
  /** Versions of each id, version 1 first; ids in the order in which they were first added. */
  readonly #versions = new Map<string, Version[]>();

  add(definition: NewDefinition): number {
    const version: Version = { text: JSON.stringify(definition), deleted: false };
    const versions = this.#versions.get(definition.id);
    if (versions) return versions.push(version);
    this.#versions.set(definition.id, [version]);
    return 1;
  }

  get(id: string, version?: number): StoredDefinition | undefined {
    const versions = this.#versions.get(id) ?? [];
    const index = version === undefined ? versions.findLastIndex((one) => !one.deleted) : version - 1;
    const found = versions[index];
    if (!found) return undefined;
    return { ...(JSON.parse(found.text) as NewDefinition), version: index + 1, deleted: found.deleted };
  }

  list({ kind, owner, limit, offset }: DefinitionsQuery): StoredDefinition[] {
    return [...this.#versions.keys()]
      .reverse()
      .map((id) => this.get(id))
      .filter((found) => found !== undefined)
      .filter((found) => kind === undefined || found.kind === kind)
      .filter((found) => owner === undefined || found.owner === owner)
      .slice(offset, offset + limit);
  }

  versions(id: string, { limit, offset }: Page): StoredDefinition[] {
    const numbers = (this.#versions.get(id) ?? []).map((_, index) => index + 1).reverse();
    return numbers
      .map((version) => this.get(id, version)!)
      .filter((version) => !version.deleted)
      .slice(offset, offset + limit);
  }

  /** Whose the definition is, a deleted one too. */
  owner(id: string): string | undefined {
    return this.get(id, 1)?.owner;
  }

  delete(id: string, version?: number): boolean {
    const versions = this.#versions.get(id) ?? [];
    const chosen = versions.filter((one, index) => !one.deleted && (version === undefined || index === version - 1));
    for (const one of chosen) one.deleted = true;
    return chosen.length > 0;
  }
}
