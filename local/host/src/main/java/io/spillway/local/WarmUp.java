package io.spillway.local;

import io.spillway.functions.Composition;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.QueueNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to what is far away, which takes seconds the first time, so that no caller has to wait
 * for it. What cannot be reached now may be reached later: its health says so.
 */
final class WarmUp {

  private static final String FIRST_STREAM = "main";
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private WarmUp() {}

  static void with(Composition composition) {
    tryOnce(() -> composition.adapters().stores().stats().totals(FIRST_STREAM));
    tryOnce(() -> composition.queue(QueueNames.STREAM_EVENTS).approximateCount());
    tryOnce(() -> composition.queue(QueueNames.DEAD_LETTERS).approximateCount());
  }

  private static void tryOnce(Runnable call) {
    try {
      call.run();
    } catch (PortException e) {
      LOG.warn("cannot be reached yet: {}", e.failure().code());
    }
  }
}
