// The claims of this tab: which cases it has, and by which tokens.
import { path, post } from "./api.js";
import { kept } from "./drafts.js";

/** Which violations this tab has claimed, and by which tokens; a reload keeps them. */
const claimed = kept("spillway-claims", {});
export const claims = {
  all: () => claimed.value,
  get ids() {
    return Object.keys(this.all());
  },
  token(id) {
    return this.all()[id];
  },
  keep(id, token) {
    claimed.value = { ...this.all(), [id]: token };
  },
  forget(id) {
    const { [id]: gone, ...rest } = this.all();
    claimed.value = rest;
  },
};

/** Releases all claims of this tab, so that others can decide the cases. */
export const releaseClaims = () =>
  Promise.all(
    claims.ids.map((id) =>
      post(path`violations/${id}/claim/release`, { claimToken: claims.token(id) })
        .catch(() => {})
        .then(() => claims.forget(id)),
    ),
  );
