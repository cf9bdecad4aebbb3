import { LOCATION_LEVELS, LocationHierarchy, locationName, parentPath } from "../../runtime/contacts/locations.js";

const rwanda = new LocationHierarchy({
  name: "Rwanda",
  aliases: ["Ruanda"],
  children: [
    {
      name: "Kigali City",
      aliases: ["Kigali"],
      children: [{ name: "Gasabo", children: [{ name: "Gisozi" }, { name: "Ndera" }] }, { name: "Nyarugenge" }],
    },
    { name: "Eastern Province", aliases: ["East"], children: [{ name: "Gasabo" }] },
  ],
});

function found(text: string, level: keyof typeof LOCATION_LEVELS, parent?: string): string[] {
  const under = parent === undefined ? undefined : rwanda.findByPath(parent);
  return rwanda.findByName(text, LOCATION_LEVELS[level], under).map(({ path }) => path);
}

describe("places", () => {
  test("are found by path, in any case and spacing", () => {
    expect(rwanda.findByPath("rwanda>KIGALI CITY > gasabo")).toEqual({
      level: 2,
      name: "Gasabo",
      path: "Rwanda > Kigali City > Gasabo",
    });
    expect(rwanda.findByPath("Rwanda > Gasabo")).toBeUndefined();
  });

  test("are found by name or alias at their level", () => {
    expect(found("KIGALI", "state")).toEqual(["Rwanda > Kigali City"]);
    expect(found("ruanda", "country")).toEqual(["Rwanda"]);
    expect(found("Gasabo", "state")).toEqual([]);
  });

  test("are found under a parent only, if one is given", () => {
    expect(found("gasabo", "district")).toEqual([
      "Rwanda > Kigali City > Gasabo",
      "Rwanda > Eastern Province > Gasabo",
    ]);
    expect(found("gasabo", "district", "Rwanda > Eastern Province")).toEqual(["Rwanda > Eastern Province > Gasabo"]);
  });

  test("are found without punctuation, as a word, or as two words of a text", () => {
    expect(found("Gas-abo!", "district")).toHaveLength(2);
    expect(found("I live in Ndera now", "ward")).toEqual(["Rwanda > Kigali City > Gasabo > Ndera"]);
    expect(found("in eastern province, yes", "state")).toEqual(["Rwanda > Eastern Province"]);
    expect(found("nowhere at all", "state")).toEqual([]);
  });

  test("have a name and a parent in their path", () => {
    expect(locationName("Rwanda > Kigali City")).toBe("Kigali City");
    expect(parentPath("Rwanda > Kigali City")).toBe("Rwanda");
    expect(parentPath("Rwanda")).toBeUndefined();
  });
});
