/** @type {import('jest').Config} */
module.exports = {
  rootDir: "..",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2024" }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  testTimeout: 20000,
  // Modules of a test file that ended are not all given back, so workers are processes that are begun anew when they have grown.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  // Threads of libraries may outlive the last test; what was to be checked has been by then.
  forceExit: true,
};
