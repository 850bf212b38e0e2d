package io.spillway.simulation;

/** What a step of a script does. The three numbers of a step say to what; any number will do. */
enum ScriptAction {
  // Viewers: a = which message, b = 1 for another text under its id, c = whether it is an attack.
  SEND,
  SEND_WITHOUT_ID,
  APPEAL,
  // Clients and producers: a = which event, b = in which form.
  EVENT,
  QUEUE_EVENT,
  // Moderators: a = which violation, b = who, c = what.
  LOOK,
  CLAIM,
  CLAIM_NEXT,
  RELEASE,
  DECIDE,
  UNDO,
  BULK,
  KEEP,
  WITHHOLD,
  // Operators: a = which letter or redrive, b = how.
  REDRIVE,
  CONTROL,
  DISCARD,
  RESTORE,
  EDIT,
  // Operators: a = whose texts, b = on one stream or all, c = which.
  ERASE,
  // Moderators and operators: a = on which stream or all, b = who and what, c = whether they look.
  WRITE_POLICY,
  END_POLICY,
  // Hosts: a = which queue, delivery, job or timer.
  SWEEP,
  ADVANCE,
  DELIVER,
  WORK,
  WORK_OFF,
  RESTART,
  // The world: a = how long, or what goes out of order; b = whether it does.
  PASS,
  OUTAGE,
  CLASSIFIER,
  READ
}
