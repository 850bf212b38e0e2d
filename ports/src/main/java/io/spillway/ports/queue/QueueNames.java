package io.spillway.ports.queue;

/** The names of the queues: the one place that annotations, settings and templates go by. */
public final class QueueNames {

  /** Events on their way to their workflow. */
  public static final String STREAM_EVENTS = "stream-events";

  /** Dead letters on their way to the ledger. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** What the host appends to a queue's name for what it gave up on. */
  public static final String POISON_SUFFIX = "-poison";

  /** Events that the host gave up on. */
  public static final String STREAM_EVENTS_POISON = STREAM_EVENTS + POISON_SUFFIX;

  /** Dead letters that the host gave up on. */
  public static final String DEAD_LETTERS_POISON = DEAD_LETTERS + POISON_SUFFIX;

  private QueueNames() {}
}
