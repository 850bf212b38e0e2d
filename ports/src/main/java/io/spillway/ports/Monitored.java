package io.spillway.ports;

/** A component that reports its health. */
public interface Monitored {

  /**
   * Returns the health that is currently known. Returns immediately, makes no network call and
   * never throws. The default is always {@code UP}, under the class's name; an adapter that can
   * fail keeps a {@link PortCalls} and returns its health.
   *
   * @return the current health
   */
  default Health health() {
    return Health.up(getClass().isHidden() ? "lambda" : getClass().getSimpleName());
  }
}
