import { policyLevels, policyModes, policySubjects } from "#shared/contract/policies.schema.ts";
import { policyStages } from "#shared/db/enumerations.ts";
import { departmentIds, departmentNames } from "#shared/identity/departments.ts";
import { districtCodes, shanghaiDistricts } from "#shared/identity/districts.ts";
import { collections, lifeEventIds, lifeEvents } from "#shared/rules/listing.ts";
import { stageNames } from "#shared/stages/stage.ts";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import { levelNames, modeNames, subjectNames } from "../words.ts";
import type { HomeQuery } from "./home-query.schema.ts";

interface Choice {
  readonly name: Exclude<keyof HomeQuery, "q" | "cursor" | "collection">;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

const choices: readonly Choice[] = [
  choice("lifeEvent", "事项", lifeEventIds, (id) => lifeEvents[id].zh),
  choice("subject", "谁享受", policySubjects, (id) => subjectNames[id]),
  choice("mode", "怎么到", policyModes, (id) => modeNames[id]),
  {
    name: "status",
    label: "阶段",
    options: [
      ...policyStages.map((id) => [id, stageNames[id]] as const),
      ["sourced", "有依据"],
      ["sample", "示例"],
    ],
  },
  choice("level", "层级", policyLevels, (id) => levelNames[id]),
  choice("district", "哪个区的政策", districtCodes, (id) => shanghaiDistricts[id]),
  choice("department", "部门", departmentIds, (id) => departmentNames[id]),
];

function choice<Id extends string>(
  name: Choice["name"],
  label: string,
  ids: readonly Id[],
  textOf: (id: Id) => string,
): Choice {
  return { name, label, options: ids.map((id) => [id, textOf(id)]) };
}

/** A form without script: words to search for, and what else narrows the list, folded until it is used. */
export function Filters({ query }: { query: HomeQuery }) {
  const isNarrowed = choices.some(({ name }) => query[name] !== undefined);
  return (
    <form method="get" action="/" role="search">
      <div class="filters">
        <label class="field">
          查找
          <input type="search" name="q" value={query.q ?? ""} maxlength={50} />
        </label>
        <SubmitButton>查找</SubmitButton>
      </div>
      <details open={isNarrowed}>
        <summary>更多条件</summary>
        <div class="choices">
          {choices.map((one) => (
            <Select choice={one} chosen={query[one.name]} />
          ))}
        </div>
        {query.collection === undefined ? null : (
          <input type="hidden" name="collection" value={query.collection} />
        )}
        <SubmitButton outlined>按这些条件查找</SubmitButton>
      </details>
    </form>
  );
}

function Select({
  choice: { name, label, options },
  chosen,
}: {
  choice: Choice;
  chosen: string | undefined;
}) {
  return (
    <label class="field">
      {label}
      <select name={name}>
        <option value="">全部</option>
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The filters in words, in the order of the form: what is chosen may be seen without opening it. */
export function chosenInWords(query: HomeQuery): string[] {
  const { q, collection } = query;
  return [
    ...(q === undefined ? [] : [`“${q}”`]),
    ...(collection === undefined ? [] : [`${collections[collection].zh}专区`]),
    ...choices.flatMap(({ name, options }) =>
      options.filter(([value]) => value === query[name]).map(([, text]) => text),
    ),
  ];
}

/** The address of the same filters, of a page further on or of the table. */
export function addressOf(path: string, { cursor, ...filters }: HomeQuery, next?: string): string {
  const given = Object.entries({ ...filters, cursor: next }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
