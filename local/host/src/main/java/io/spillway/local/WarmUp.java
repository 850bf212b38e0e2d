package io.spillway.local;

import io.spillway.functions.Composition;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.QueueNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to remote dependencies at startup, so that no caller pays the seconds of the first
 * connection. A failure is not fatal: health reports it, and later calls retry.
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
      LOG.warn("dependency not reachable yet: {}", e.failure().code());
    }
  }
}
