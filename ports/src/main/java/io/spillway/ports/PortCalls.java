package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Runs an adapter's calls: converts the exceptions of its library to {@link PortException}s and
 * records the outcome of the last call for {@link Monitored#health()}. Intended for custom
 * adapters:
 *
 * <pre>{@code
 * private final PortCalls calls = new PortCalls("sql", "messages");
 *
 * public Optional<Message> find(String streamId, String messageId) {
 *   return calls.run(() -> select(streamId, messageId));   // may throw SQLException
 * }
 *
 * public Health health() {
 *   return calls.health();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class PortCalls {

  private final String adapter;
  private final String code;
  private volatile @Nullable Failure last;

  /**
   * Creates the calls of one adapter, which is up until a call fails.
   *
   * @param adapter the adapter's name in {@link Health}, such as {@code sql}
   * @param port the prefix of failure codes, such as {@code messages}: lower case letters, digits,
   *     dots and hyphens
   */
  public PortCalls(String adapter, String port) {
    this.adapter = requireNonNull(adapter, "adapter");
    this.code = port + ".unavailable";
    Failure.transientFailure(code, ""); // a bad name fails here, not at the first outage
  }

  /**
   * Runs one call.
   *
   * @param <T> the type of the result
   * @param call the call; may throw any exception; a {@link PortException}, {@link
   *     IllegalArgumentException}, {@link NullPointerException} or {@link InvalidCursorException}
   *     passes unchanged
   * @return the call's result
   * @throws PortException for any other exception, with the code {@code <port>.unavailable}
   *     (TRANSIENT) and the exception as its cause. The failure's message names the exception's
   *     class and never quotes its message. An interrupted thread remains interrupted
   */
  public <T extends @Nullable Object> T run(Callable<T> call) {
    try {
      T result = call.call();
      last = null;
      return result;
    } catch (PortException e) {
      last = e.failure();
      throw e;
    } catch (Exception e) {
      if (isCallersFault(e)) {
        throw (RuntimeException) e; // says nothing about the adapter
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw unavailable(e);
    }
  }

  /**
   * Runs one call without a result.
   *
   * @param call the call, as in {@link #run(Callable)}
   * @throws PortException as in {@link #run(Callable)}
   */
  public void run(Action call) {
    run(
        () -> {
          call.run();
          return true;
        });
  }

  /** A call without a result that may throw any exception. */
  @FunctionalInterface
  public interface Action {

    /**
     * Runs the call.
     *
     * @throws Exception if it fails
     */
    void run() throws Exception;
  }

  /** {@return {@code UP}; or {@code DOWN} with the latest failure, until a later call succeeds} */
  public Health health() {
    Failure failure = last;
    return failure == null
        ? Health.up(adapter)
        : new Health(adapter, Health.State.DOWN, failure.code() + ": " + failure.message());
  }

  private static boolean isCallersFault(Exception e) {
    return e instanceof IllegalArgumentException
        || e instanceof NullPointerException
        || e instanceof InvalidCursorException;
  }

  private PortException unavailable(Exception cause) {
    Failure failure = Failure.transientFailure(code, cause.getClass().getName());
    last = failure;
    return new PortException(failure, cause);
  }
}
