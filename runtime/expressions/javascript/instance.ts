import {
  type EmscriptenModuleLoaderOptions,
  memoizePromiseFactory,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
  RELEASE_SYNC,
} from "quickjs-emscripten";

/** Node.js has it; the type libraries of the project, which leave browsers out, have not. */
declare const WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => never };

const PAGE_BYTES = 65536;

/** The least memory that the build of QuickJS starts with: 16 MB. */
const MIN_PAGES = 256;

/** Loading the code of the engine takes longer than making an instance of it. */
const variant: QuickJSSyncVariant = {
  ...RELEASE_SYNC,
  importModuleLoader: memoizePromiseFactory(() => RELEASE_SYNC.importModuleLoader()),
  importFFI: memoizePromiseFactory(() => RELEASE_SYNC.importFFI()),
};

/** An instance that stops says so by the error it throws; the console is not ours to write to. */
const quiet: EmscriptenModuleLoaderOptions & { printErr(): void } = { printErr: () => undefined };

/**
 * A WebAssembly instance with QuickJS in it. Its memory is the memory limit: the limit of QuickJS itself has no effect in
 * this build, which cannot tell how large its blocks are.
 */
export function loadInstance(memoryBytes: number): Promise<QuickJSWASMModule> {
  const maximum = Math.max(MIN_PAGES, Math.ceil(memoryBytes / PAGE_BYTES));
  const wasmMemory = new WebAssembly.Memory({ initial: MIN_PAGES, maximum });
  return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory, emscriptenModule: quiet }));
}
