import { formatYuan } from "#shared/money/fen.ts";
import { Figure } from "#shared/web/components/figure.tsx";
import type { Benefit } from "./views.ts";

/** What the person gets, as the page's one large figure. */
export function BenefitFigure({ benefit }: { benefit: Benefit }) {
  switch (benefit.kind) {
    case "money":
      return (
        <Figure text={formatYuan(benefit.amountFen)} period={benefit.period} note={benefit.note} />
      );
    case "service":
      return <Figure text={benefit.text} note={benefit.note} inWords />;
  }
  benefit satisfies never;
}

/** The same in running text: 每月75元. */
export function benefitText(benefit: Benefit): string {
  switch (benefit.kind) {
    case "money":
      return `${benefit.period}${formatYuan(benefit.amountFen)}`;
    case "service":
      return benefit.text;
  }
  benefit satisfies never;
}
