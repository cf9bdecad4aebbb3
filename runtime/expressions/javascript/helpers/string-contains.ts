import { type Helper, optionalText } from "./helper.js";

export const stringContains: Helper = {
  name: "stringContains",
  description: "Checks if a text contains another one.",
  example: "stringContains('hello, world', 'wor', true)",
  parameters: [
    {
      name: "source",
      type: "string",
      required: true,
      default: null,
      description: "Text to look in. Without a text the answer is no.",
      example: "hello, world",
    },
    {
      name: "value",
      type: "string",
      required: true,
      default: null,
      description: "Text to look for. Without a text the answer is no.",
      example: "wor",
    },
    {
      name: "ignoreCase",
      type: "boolean",
      required: false,
      default: false,
      description: "Whether upper and lower case letters count as the same.",
      example: true,
    },
  ],
  call(args) {
    const source = optionalText(stringContains, args, 0);
    const value = optionalText(stringContains, args, 1);
    if (source === undefined || value === undefined) return false;
    if (args[2] !== true) return source.includes(value);
    return source.toLowerCase().includes(value.toLowerCase());
  },
};
