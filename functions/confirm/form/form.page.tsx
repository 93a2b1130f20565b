import type { ApplicationForm } from "#shared/documents/application-form.ts";
import type { Seal } from "#shared/documents/seal-service.ts";
import type { SignedDocument } from "#shared/documents/signed-document.ts";
import { wayInWords } from "#shared/documents/way-in-words.ts";
import { addFen, fen, formatYuan } from "#shared/money/fen.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { type Fact, Facts } from "#shared/web/components/facts.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { Page } from "#shared/web/page.ts";
import { letterScript } from "../letter.script.ts";

interface FormView {
  readonly form: ApplicationForm;
  /** Absent before the decision. */
  readonly signed?: SignedDocument & { readonly seal?: Seal };
}

/** The form and the materials as one sheet, to be read on a phone and printed on A4. */
export function formPage({ form, signed }: FormView): Page {
  const title = titleOf(signed);
  return {
    title,
    speaker: form.department,
    script: letterScript,
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">{form.title}</p>
        {signed === undefined ? (
          <p>已经替您填好，不用改，也不用交材料。您确认领取之后，这份申请才生效。</p>
        ) : null}
        <Facts facts={headOf(form, signed)} />
        <h2>所属期和金额</h2>
        <Facts facts={periodFacts(form)} />
        {form.standing ? (
          <p class="small quiet">确认一次，以后各期按规定发放，不用再确认。</p>
        ) : null}
        {form.commitment === undefined ? null : (
          <>
            <h2>告知承诺</h2>
            <p>{form.commitment}</p>
          </>
        )}
        <h2>申请材料</h2>
        <p>以下内容由各部门提供，代替您过去要交的材料。有不对的，请拨打12345，由提供的部门核对。</p>
        <Facts facts={materialFacts(form)} />
        <Ending signed={signed} />
        <Actions>
          <ButtonLink href={signed === undefined ? "/c" : "/c/receipt"} outlined>
            返回
          </ButtonLink>
          {signed === undefined ? null : (
            <ButtonLink href="/c/form.json" outlined>
              下载电子文件
            </ButtonLink>
          )}
        </Actions>
        <p class="small quiet screen-only">用浏览器的“打印”可以打印成A4纸。</p>
      </>
    ),
  };
}

function titleOf(signed: FormView["signed"]): string {
  if (signed?.document.kind === "waiver") return "放弃声明";
  return signed === undefined ? "申请表（尚未确认）" : "申请表";
}

function headOf(form: ApplicationForm, signed: FormView["signed"]) {
  const isWaiver = signed?.document.kind === "waiver";
  return [
    ...(signed === undefined
      ? []
      : [{ label: "编号", value: <span class="number">{signed.document.number}</span> }]),
    ...(form.applicant === undefined
      ? []
      : [{ label: isWaiver ? "声明人" : "申请人", value: form.applicant }]),
    { label: "受理部门", value: form.department },
    { label: "依据", value: `${form.document}“${form.clause}”` },
    ...(form.account === undefined ? [] : [{ label: "收款账户", value: form.account }]),
  ];
}

function periodFacts({ periods }: ApplicationForm): Fact[] {
  const amounts = periods.flatMap(({ amountFen }) => (amountFen === undefined ? [] : amountFen));
  const told = periods.map(({ period, amountFen, reason }) => ({
    label: period,
    value: (
      <>
        {amountFen === undefined ? null : <strong>{formatYuan(fen(amountFen))}</strong>}
        <p class="small quiet">{reason}</p>
      </>
    ),
  }));
  const total = {
    label: "合计",
    value: <strong>{formatYuan(addFen(...amounts.map(fen)))}</strong>,
  };
  return amounts.length > 1 ? [...told, total] : told;
}

function materialFacts({ materials }: ApplicationForm): Fact[] {
  return materials.map(({ name, value, heldBy, observedAt }) => ({
    label: name,
    value: (
      <>
        {value}
        <p class="small quiet">
          {heldBy}，{formatInstant(new Date(observedAt))}
        </p>
      </>
    ),
  }));
}

/** When and how it was decided, the signature, and the seal. */
function Ending({ signed }: { signed: FormView["signed"] }) {
  if (signed === undefined) return null;
  const { document, signature, seal } = signed;
  return (
    <>
      <h2>签署</h2>
      <Facts
        facts={[
          { label: "签署时间", value: formatInstant(new Date(document.decidedAt)) },
          { label: "签署方式", value: wayInWords(document) },
          { label: "电子印章", value: seal === undefined ? "未加盖" : <SealText seal={seal} /> },
          {
            label: "防篡改签名",
            value: (
              <>
                <span class="small">{signature}</span>
                <p class="small quiet">
                  内容改动一个字，核验就通不过。任何人可以在本网站“/verify”核验下载的电子文件。
                </p>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function SealText({ seal: { name, number, sealedAt, isSample } }: { seal: Seal }) {
  return (
    <>
      {isSample ? <strong>示例印章，不具法律效力</strong> : <strong>{name}</strong>}
      <p class="small quiet">
        {isSample ? `${name} · ` : ""}
        {number} · {formatInstant(new Date(sealedAt))}
      </p>
    </>
  );
}
