package io.spillway.adapters.azure.queue;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the Storage Queue adapter. One call takes at most {@code maxTries} attempts of {@code
 * tryTimeout} each, with delays of at most {@link #MAX_PAUSE} in between.
 *
 * @param access the account and its credentials
 * @param createIfMissing whether to create a missing queue on first use and whenever it is found
 *     missing; otherwise a missing queue is {@code queue.rejected}
 * @param tryTimeout the timeout of one attempt, 1 to 60 seconds
 * @param maxTries the maximum number of attempts of one call, including the first, 1 to 5
 */
public record StorageQueueSettings(
    Access access, boolean createIfMissing, Duration tryTimeout, int maxTries) {

  /** Default timeout of one attempt. */
  public static final Duration DEFAULT_TRY_TIMEOUT = Duration.ofSeconds(5);

  /** Default number of attempts. */
  public static final int DEFAULT_MAX_TRIES = 3;

  /** Delay before the second attempt; doubles with each further attempt. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Maximum delay between two attempts. */
  public static final Duration MAX_PAUSE = Duration.ofSeconds(2);

  /** Account and credentials. */
  public sealed interface Access {}

  /**
   * Connection string with a key or a shared access signature.
   *
   * @param value the connection string, a secret that {@link #toString} omits
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
   * Identity of the process: a managed identity on Azure, a developer's login elsewhere. It
   * requires the role <i>Storage Queue Data Contributor</i>.
   *
   * @param endpoint the endpoint of the queue service, such as {@code
   *     https://account.queue.core.windows.net}
   * @param clientId the client id of a user-assigned managed identity; null for the system-assigned
   *     one
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
   * {@return settings with the defaults and with creation of missing queues}
   *
   * @param access the account and its credentials
   */
  public static StorageQueueSettings of(Access access) {
    return new StorageQueueSettings(access, true, DEFAULT_TRY_TIMEOUT, DEFAULT_MAX_TRIES);
  }
}
