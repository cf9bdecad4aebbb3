/**
 * Packages that are ECMAScript modules only, or import some. Node's own loader for those in tests (--experimental-vm-modules) keeps a
 * few MB of each test file for good, so they are compiled as our sources are.
 */
const MODULES = ["@jitl", "@node-red/registry", "aedes", "entities", "gettext-parser", "typebox"];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: "..",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  transform: {
    "\\.(ts|js|mjs|cjs)$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2024" }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${MODULES.join("|")})/)`],
  // Node-RED imports nodes by the URLs of their files.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1", "^file://(.*)$": "$1" },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  testTimeout: 20000,
  maxWorkers: 2,
};
