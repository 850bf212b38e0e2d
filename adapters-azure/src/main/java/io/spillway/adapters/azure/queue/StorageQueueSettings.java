package io.spillway.adapters.azure.queue;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a storage account's queues are reached. One call takes at most {@code maxTries} tries of
 * {@code tryTimeout} each, and the pauses between them, at most {@link #MAX_PAUSE} each.
 *
 * @param access the account, and what opens it
 * @param createIfMissing whether a queue that is not there is created when it is first used, and
 *     whenever it is found missing; otherwise that is {@code queue.rejected}
 * @param tryTimeout for one try, 1 to 60 seconds
 * @param maxTries of one call, the first one included, 1 to 5
 */
public record StorageQueueSettings(
    Access access, boolean createIfMissing, Duration tryTimeout, int maxTries) {

  /** Of one try, when nothing else is set. */
  public static final Duration DEFAULT_TRY_TIMEOUT = Duration.ofSeconds(5);

  /** Tries of one call, when nothing else is set. */
  public static final int DEFAULT_MAX_TRIES = 3;

  /** Pause before the second try; it doubles with each further one. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Longest pause between two tries. */
  public static final Duration MAX_PAUSE = Duration.ofSeconds(2);

  /** What opens the account. */
  public sealed interface Access {}

  /**
   * A connection string with a key or a shared access signature in it.
   *
   * @param value a secret; {@link #toString} does not show it
   */
  public record ConnectionString(String value) implements Access {
    public ConnectionString {
      if (!value.contains("AccountName=")
          && !value.contains("QueueEndpoint=")
          && !value.contains("UseDevelopmentStorage=true")) {
        throw new IllegalArgumentException(
            "the connection string must name an AccountName or a QueueEndpoint");
      }
    }

    @Override
    public String toString() {
      return "ConnectionString[hidden]";
    }
  }

  /**
   * The identity that the process runs under: a managed identity on Azure, a developer's own login
   * elsewhere. It needs the role <i>Storage Queue Data Contributor</i>.
   *
   * @param endpoint of the queue service, such as {@code https://account.queue.core.windows.net}
   * @param clientId of a user-assigned managed identity; null for the system-assigned one
   */
  public record Identity(URI endpoint, @Nullable String clientId) implements Access {
    public Identity {
      if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
        throw new IllegalArgumentException("the endpoint must be an https URL: " + endpoint);
      }
    }
  }

  public StorageQueueSettings {
    requireNonNull(access, "access");
    if (tryTimeout.compareTo(Duration.ofSeconds(1)) < 0
        || tryTimeout.compareTo(Duration.ofSeconds(60)) > 0) {
      throw new IllegalArgumentException("tryTimeout must be 1 to 60 seconds: " + tryTimeout);
    }
    if (maxTries < 1 || maxTries > 5) {
      throw new IllegalArgumentException("maxTries must be 1 to 5: " + maxTries);
    }
  }

  /**
   * {@return this access, queues created when missing, and otherwise the defaults}
   *
   * @param access where the service is, and how it is asked
   */
  public static StorageQueueSettings of(Access access) {
    return new StorageQueueSettings(access, true, DEFAULT_TRY_TIMEOUT, DEFAULT_MAX_TRIES);
  }
}
