import { phoneCountry } from "../../../contacts/phones.js";
import { type Helper, optionalText } from "./helper.js";

export const isCountryCode: Helper = {
  name: "isCountryCode",
  description: "Checks if a phone number belongs to a country. A number without + is read as an international one.",
  example: "isCountryCode('+6512345678', 'SG')",
  parameters: [
    {
      name: "phoneNumber",
      type: "string",
      required: true,
      default: null,
      description: "International phone number, or a channel user id that is one. Without a number the answer is no.",
      example: "+6512345678",
    },
    {
      name: "countryCode",
      type: "string",
      required: true,
      default: null,
      description: "Two letter country code (ISO 3166-1), in any case. Without one the answer is no.",
      example: "SG",
    },
  ],
  call(args) {
    const phoneNumber = optionalText(isCountryCode, args, 0)?.trim();
    const countryCode = optionalText(isCountryCode, args, 1)?.trim();
    if (!phoneNumber || !countryCode) return false;
    const international = phoneNumber.startsWith("+") ? phoneNumber : `+${phoneNumber}`;
    return phoneCountry(international) === countryCode.toUpperCase();
  },
};
