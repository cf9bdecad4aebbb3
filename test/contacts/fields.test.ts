import { Assets } from "../../runtime/contacts/assets.js";
import type { FieldType } from "../../runtime/contacts/asset-types.js";
import { type FieldValues, readFieldValue, typedFieldValue } from "../../runtime/contacts/fields.js";
import { Decimal } from "../../runtime/expressions/excellent/index.js";
import { environment } from "./environments.js";

const TYPES: readonly FieldType[] = ["text", "number", "datetime", "state", "district", "ward"];

const assets = new Assets(
  {
    fields: TYPES.map((type) => ({ key: type, name: type, type })),
    locations: [
      {
        name: "Rwanda",
        children: [{ name: "Kigali", children: [{ name: "Gasabo", children: [{ name: "Ndera" }] }] }],
      },
    ],
  },
  environment(),
);

function read(text: string, type: FieldType, values: FieldValues = {}): unknown {
  const locations = assets.locations;
  return readFieldValue(text, { key: type, name: type, type }, values, assets.fields, {
    ...environment({ dateFormat: "DD-MM-YYYY" }),
    ...(locations && { locations }),
  });
}

describe("a field's value", () => {
  test("has every reading of the text that works, whatever the field's type", () => {
    expect(read(" 12.50 ", "text")).toEqual({ text: " 12.50 ", number: 12.5 });
    expect(read("born 27-01-2020 10:30", "text")).toEqual({
      text: "born 27-01-2020 10:30",
      datetime: "2020-01-27T10:30:00.000000Z",
    });
    expect(read("12 years", "number")).toEqual({ text: "12 years" });
  });

  test("has the current time of day, if a date has none", () => {
    expect(read("27-01-2020", "datetime")).toMatchObject({ datetime: "2020-01-27T14:20:30.000000Z" });
  });

  test("is nothing for an empty text", () => {
    expect(read("", "text")).toBeUndefined();
  });

  test("of a place is looked for under the contact's other places, and names them", () => {
    const state = { text: "Kigali", state: "Rwanda > Kigali" };
    const district = { text: "Gasabo", state: state.state, district: "Rwanda > Kigali > Gasabo" };
    expect(read("I live in kigali", "state")).toEqual({ text: "I live in kigali", state: "Rwanda > Kigali" });
    expect(read("Gasabo", "district")).toEqual({ text: "Gasabo" });
    expect(read("Gasabo", "district", { state })).toEqual(district);
    expect(read("ndera", "ward", { state, district })).toEqual({
      text: "ndera",
      state: "Rwanda > Kigali",
      district: "Rwanda > Kigali > Gasabo",
      ward: "Rwanda > Kigali > Gasabo > Ndera",
    });
  });

  test("of a place may be a path", () => {
    expect(read("rwanda > kigali > gasabo", "district")).toMatchObject({ district: "Rwanda > Kigali > Gasabo" });
  });

  test("is read by the field's own type alone", () => {
    const value = { text: "9007199254740993", number: 9007199254740992, state: "Rwanda > Kigali" };
    expect(typedFieldValue("number", value)).toEqual(new Decimal("9007199254740993"));
    expect(typedFieldValue("number", { text: "39!", number: 39 })).toEqual(new Decimal(39));
    expect(typedFieldValue("state", value)).toBe("Rwanda > Kigali");
    expect(typedFieldValue("datetime", value)).toBeUndefined();
    expect(typedFieldValue("text", undefined)).toBeUndefined();
  });
});
