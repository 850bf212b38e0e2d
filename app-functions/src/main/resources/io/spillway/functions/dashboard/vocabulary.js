// The API's words that people choose from or see explained.

export const CATEGORIES = [
  "harassment",
  "harassment/threatening",
  "hate",
  "hate/threatening",
  "sexual",
  "sexual/minors",
  "violence",
  "violence/graphic",
  "self-harm",
  "self-harm/intent",
  "self-harm/instructions",
  "illicit",
  "illicit/violent",
  "spam",
  "scam",
  "privacy",
  "profanity",
  "unspecified",
];

export const SEVERITIES = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** The states of a violation that a moderator has yet to decide. */
export const WAITING = ["open", "reopened", "escalated", "reported"];

/** The states of a violation after a decision. */
export const DECIDED = ["upheld", "dismissed"];

/** The reasons that fit a decision. */
export const REASONS = {
  upheld: [
    "harassment",
    "hate",
    "sexual",
    "violence",
    "self-harm",
    "illicit",
    "spam",
    "scam",
    "privacy",
    "profanity",
    "other-rule",
  ],
  dismissed: ["false-positive", "context", "policy-too-strict"],
  escalated: ["needs-expert", "policy-unclear"],
  reopened: ["new-evidence", "appeal", "mistake"],
};

export const EVENT_TYPES = ["follow", "subscription", "gift", "cheer", "donation", "raid", "custom", "reversal"];

export const DEAD_LETTER_STATES = ["open", "waiting", "redriving", "redriven", "discarded"];

/** The properties by which dead letters are grouped. */
export const GROUPINGS = ["cause", "type", "stream", "exception"];

/** Whether a failure passes by itself. */
export const FAILURES = ["transient", "throttled", "permanent"];

/** What a restriction does with an author's messages. */
export const EFFECTS = ["slow", "hold", "refuse"];

/** What a policy does with a message of a category. */
export const POLICY_ACTIONS = ["withhold", "mark", "ignore"];

/** The actions in the audit trail: steps of reviews, and what else moderators and operators do. */
export const AUDIT_ACTIONS = [
  ...["hold", "uphold", "dismiss", "reopen", "escalate", "undo", "withhold", "report", "assign"],
  ...["keep", "restrict", "lift", "note", "change-policy", "export", "erase"],
];
