package io.spillway.ports.queue;

/** Names of the queues, used by annotations, settings and templates. */
public final class QueueNames {

  /** Events for their workflow. */
  public static final String STREAM_EVENTS = "stream-events";

  /** Dead letters for the ledger. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** Suffix of the host's poison queues. */
  public static final String POISON_SUFFIX = "-poison";

  /** Events that the host moved to the poison queue after repeated failures. */
  public static final String STREAM_EVENTS_POISON = STREAM_EVENTS + POISON_SUFFIX;

  /** Dead letters that the host moved to the poison queue after repeated failures. */
  public static final String DEAD_LETTERS_POISON = DEAD_LETTERS + POISON_SUFFIX;

  private QueueNames() {}
}
