import type { ShareExpression } from "#shared/rules/language/condition.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { Share } from "#shared/rules/language/share.ts";
import type { CompileCondition, Compiling } from "./compiling.ts";
import { switchInSql, switchOf } from "./switch-in-sql.ts";

/** A share in its lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Something made with a share, for each of the shares that can apply; NULL while none is known to. */
export function withShareInSql(
  share: ShareExpression,
  compiling: Compiling,
  condition: CompileCondition,
  use: (fraction: Fraction) => string,
): string {
  switch (share.kind) {
    case "share":
      return use(reduced(share));
    case "parameter": {
      const value = parameterOn(share.parameter, compiling.setting.on);
      return value === undefined ? "NULL" : use(reduced(value));
    }
    case "choice": {
      const { branches, otherwise } = switchOf<ShareExpression>(share, choiceIn);
      const withShare = (one: ShareExpression) => withShareInSql(one, compiling, condition, use);
      return switchInSql(
        branches.map(([when, one]) => [condition(when, compiling), withShare(one)] as const),
        withShare(otherwise),
      );
    }
  }
  return share satisfies never;
}

const choiceIn = (share: ShareExpression) => (share.kind === "choice" ? share : undefined);

/** Every share that can apply on the day. */
export function sharesIn(
  share: ShareExpression,
  { setting }: Pick<Compiling, "setting">,
): Fraction[] {
  switch (share.kind) {
    case "share":
      return [reduced(share)];
    case "parameter": {
      const value = parameterOn(share.parameter, setting.on);
      return value === undefined ? [] : [reduced(value)];
    }
    case "choice":
      return [share.use, share.otherwise].flatMap((one) => sharesIn(one, { setting }));
  }
  return share satisfies never;
}

/** Throws RangeError for a share that is no fraction of integers with a positive denominator. */
function reduced({ numerator, denominator }: Share): Fraction {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator))
    throw new RangeError(`not a fraction of integers: ${numerator}/${denominator}`);
  if (numerator < 0 || denominator <= 0)
    throw new RangeError(`not a share: ${numerator}/${denominator}`);
  let [a, b] = [BigInt(numerator), BigInt(denominator)];
  while (b > 0n) [a, b] = [b, a % b];
  return { numerator: BigInt(numerator) / a, denominator: BigInt(denominator) / a };
}
