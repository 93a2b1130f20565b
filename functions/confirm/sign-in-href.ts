/** Signing in leads back to the offer that is open in this browser. */
export const signInHref = "/me/sign-in?to=/c";

/** The same, for whoever is signed in as somebody else. */
export const signInAnewHref = `${signInHref}&again=yes`;
