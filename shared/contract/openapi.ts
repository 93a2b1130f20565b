import * as z from "zod/mini";

type Schema = z.core.$ZodType;

/** The schemas that the document names: each stands once, under components. */
export type NamedSchemas = Readonly<Record<string, Schema>>;

type MediaTypes = Readonly<Record<string, string | { readonly arrayOf: string }>>;

/** One route as the document tells it. Media types give the name of a schema. */
export interface RouteDescription {
  readonly method: "get" | "post" | "put";
  /** With its parameters in braces: `/v1/policies/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /**
   * `signature`: Standard Webhooks; `bearer`: a staff member's token; `signed-in`: a bearer token or a browser's session.
   * Public without it.
   */
  readonly security?: "signature" | "bearer" | "signed-in";
  readonly pathParameters?: Readonly<Record<string, Schema>>;
  readonly query?: z.ZodMiniObject;
  readonly headers?: Readonly<Record<string, Schema>>;
  readonly request?: MediaTypes;
  readonly responses: Readonly<
    Record<number, { readonly description: string; readonly content?: MediaTypes }>
  >;
}

/** A signed CloudEvent that we send, and the schema of its data. */
export interface WebhookDescription {
  /** The event's type: `notice.requested.v1`. */
  readonly type: string;
  readonly summary: string;
  /** The name of the schema of `data`. */
  readonly data: string;
  /** The name of the schema of what the receiver may answer. */
  readonly answer?: string;
}

/**
 * Assembles the OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 made from the zod
 * schemas that the code itself checks with.
 *
 * @throws Error when a route names a schema that is not among `schemas`
 */
export function openApiDocument(
  routes: readonly RouteDescription[],
  schemas: NamedSchemas,
  webhooks: readonly WebhookDescription[] = [],
) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Jixiang 免申即享",
      version: "1.0.0",
      description:
        "Money is integer fen, instants are RFC 3339, days are YYYY-MM-DD in Asia/Shanghai. " +
        "Errors are problem documents (RFC 9457) with a stable type.",
    },
    paths,
    webhooks: Object.fromEntries(
      webhooks.map((webhook) => [webhook.type, { post: delivery(webhook, schemas) }]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
      securitySchemes: {
        signature: {
          type: "apiKey",
          in: "header",
          name: "webhook-signature",
          description:
            "Standard Webhooks 1.0.0: HMAC-SHA256 over webhook-id, webhook-timestamp and the raw body.",
        },
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "__Host-jixiang-session" },
      },
    },
  };
}

function delivery(
  { type, summary, data, answer }: WebhookDescription,
  schemas: NamedSchemas,
): object {
  return {
    operationId: type,
    summary,
    security: [{ signature: [] }],
    parameters: [],
    requestBody: {
      required: true,
      content: {
        "application/cloudevents+json": {
          schema: {
            type: "object",
            required: ["specversion", "id", "source", "type", "time", "data"],
            properties: {
              specversion: { const: "1.0" },
              id: { type: "string" },
              source: { type: "string" },
              type: { const: type },
              time: { type: "string", format: "date-time" },
              data: reference(data, schemas),
            },
          },
        },
      },
    },
    responses: {
      "2XX": {
        description: "Received; anything else is sent again under the same id",
        ...(answer === undefined
          ? {}
          : { content: content({ "application/json": answer }, schemas) }),
      },
    },
  };
}

/** Any one of them is enough. */
const schemesOf = {
  signature: [{ signature: [] }],
  bearer: [{ bearer: [] }],
  "signed-in": [{ bearer: [] }, { session: [] }],
} as const;

function operation(route: RouteDescription, schemas: NamedSchemas): object {
  const { security, description, request } = route;
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(description === undefined ? {} : { description }),
    ...(security === undefined ? {} : { security: schemesOf[security] }),
    parameters: [
      ...parameters("path", route.pathParameters ?? {}),
      ...parameters("query", route.query?.shape ?? {}),
      ...parameters("header", route.headers ?? {}),
    ],
    ...(request === undefined
      ? {}
      : { requestBody: { required: true, content: content(request, schemas) } }),
    responses: Object.fromEntries(
      Object.entries(route.responses).map(([status, response]) => [
        status,
        {
          description: response.description,
          ...(response.content === undefined
            ? {}
            : { content: content(response.content, schemas) }),
        },
      ]),
    ),
  };
}

function parameters(
  place: "path" | "query" | "header",
  shape: Readonly<Record<string, Schema>>,
): object[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    required: !z.safeParse(schema, undefined).success,
    schema: jsonSchema(schema),
  }));
}

function content(media: MediaTypes, schemas: NamedSchemas): object {
  return Object.fromEntries(
    Object.entries(media).map(([type, named]) => [
      type,
      {
        schema:
          typeof named === "string"
            ? reference(named, schemas)
            : { type: "array", items: reference(named.arrayOf, schemas) },
      },
    ]),
  );
}

function reference(name: string, schemas: NamedSchemas): { $ref: string } {
  if (!Object.hasOwn(schemas, name)) throw new Error(`no schema is named ${name}`);
  return { $ref: `#/components/schemas/${name}` };
}

/** What a client may send, or will receive: no transformation shows. */
function jsonSchema(schema: Schema): object {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    override: ({ jsonSchema: shown }) => leaveOutWhatIsSaidTwice(shown),
  });
  return json;
}

/** A day's format says what its pattern spells out; an integer without bounds is one that JSON can carry. */
function leaveOutWhatIsSaidTwice(shown: z.core.JSONSchema.BaseSchema): void {
  if (shown.format === "date" || shown.format === "date-time") delete shown.pattern;
  if (shown.minimum === Number.MIN_SAFE_INTEGER) delete shown.minimum;
  if (shown.maximum === Number.MAX_SAFE_INTEGER) delete shown.maximum;
}
