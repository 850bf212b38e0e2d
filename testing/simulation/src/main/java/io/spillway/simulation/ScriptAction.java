package io.spillway.simulation;

/**
 * Actions of a script's steps. The three numbers of a step select the object; any number is valid.
 */
enum ScriptAction {
  // Viewers: a = message, b = 1 for another text under its id, c = whether it is an attack.
  SEND,
  SEND_WITHOUT_ID,
  APPEAL,
  // Viewers: a = message, b = reporter, c = reason.
  REPORT,
  // Clients and producers: a = event, b = form.
  EVENT,
  QUEUE_EVENT,
  // Moderators: a = violation, b = moderator, c = action.
  LOOK,
  CLAIM,
  CLAIM_NEXT,
  RELEASE,
  DECIDE,
  UNDO,
  BULK,
  KEEP,
  WITHHOLD,
  // Moderators: a = message or stream, b = moderator, c = whether they repeat it, or an author.
  WITHHOLD_PUBLISHED,
  BULK_WITHHOLD,
  // Moderators: a = author, b = moderator and scope, c = effect and duration.
  RESTRICT,
  LIFT,
  NOTE,
  // Operators: a = dead letter or redrive, b = action.
  REDRIVE,
  CONTROL,
  DISCARD,
  RESTORE,
  EDIT,
  // Operators: a = author, b = one stream or all, c = erasure.
  ERASE,
  // Moderators and operators: a = stream or default, b = person and action, c = whether they read
  // first.
  WRITE_POLICY,
  END_POLICY,
  // Hosts: a = queue, delivery, job or timer.
  SWEEP,
  ADVANCE,
  DELIVER,
  WORK,
  WORK_OFF,
  RESTART,
  // Environment: a = duration, or the failing dependency; b = whether it fails.
  PASS,
  OUTAGE,
  CLASSIFIER,
  READ,
  // Chat clients: a = reader, b = limit, c = whether the client crashes.
  READ_FEED
}
