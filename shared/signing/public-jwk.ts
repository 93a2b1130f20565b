/** What everybody may know of a key that signs, as an entry of a JWK Set (RFC 7517). */
export interface PublicJwk {
  readonly kty: "OKP" | "EC";
  readonly crv: "Ed25519" | "SM2";
  readonly x: string;
  readonly y?: string;
  readonly kid: string;
  readonly alg: "EdDSA" | "SM2-SM3";
  readonly use: "sig";
}
