package io.spillway.adapters.azure.queue;

import static java.util.Objects.requireNonNull;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import io.spillway.adapters.azure.identity.AzureIdentity;
import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.adapters.azure.queue.StorageQueueSettings.Identity;
import io.spillway.ports.queue.WorkQueue;
import org.jspecify.annotations.Nullable;

/**
 * Queues of one storage account. They share one client, which is created on first use; before that,
 * only the settings are validated.
 */
public final class StorageQueues {

  private final StorageQueueSettings settings;
  private @Nullable QueueServiceClient client;

  /**
   * Creates the queues of one account, without connecting to it.
   *
   * @param settings the account, credentials and timeouts
   */
  public StorageQueues(StorageQueueSettings settings) {
    this.settings = requireNonNull(settings, "settings");
  }

  /**
   * {@return the queue with this name} Delays and visibility times are rounded up to whole seconds.
   *
   * @param name the name, 3 to 63 lower-case letters, digits and single hyphens, as required by
   *     Azure
   * @throws IllegalArgumentException if the name is invalid
   */
  public WorkQueue queue(String name) {
    return new StorageQueue(name, settings.createIfMissing(), () -> client().getQueueClient(name));
  }

  private synchronized QueueServiceClient client() {
    if (client == null) {
      client = build();
    }
    return client;
  }

  private QueueServiceClient build() {
    HttpClient http =
        new JdkHttpClientBuilder()
            .connectionTimeout(settings.tryTimeout())
            .writeTimeout(settings.tryTimeout())
            .responseTimeout(settings.tryTimeout())
            .readTimeout(settings.tryTimeout())
            .build();
    QueueServiceClientBuilder builder =
        new QueueServiceClientBuilder()
            .httpClient(http)
            .retryOptions(retries())
            // StorageQueue encodes and decodes, because the SDK drops messages that it cannot
            // decode.
            .messageEncoding(QueueMessageEncoding.NONE);
    if (settings.access() instanceof Identity identity) {
      builder
          .endpoint(identity.endpoint().toString())
          .credential(AzureIdentity.of(identity.clientId(), http));
    } else if (settings.access() instanceof ConnectionString secret) {
      builder.connectionString(secret.value());
    }
    return builder.buildClient();
  }

  private RequestRetryOptions retries() {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        settings.maxTries(),
        settings.tryTimeout(),
        StorageQueueSettings.FIRST_PAUSE,
        StorageQueueSettings.MAX_PAUSE,
        null);
  }
}
