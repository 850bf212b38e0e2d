package io.spillway.adapters.azure.identity;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Factory of Azure credentials; a separate class, so that azure-identity is loaded only if an
 * identity is used.
 */
public final class AzureIdentity {

  private AzureIdentity() {}

  /**
   * {@return the credential of the process's identity}
   *
   * @param clientId the client id of a user-assigned identity; null for the system-assigned one
   * @param http the client for token requests
   */
  public static TokenCredential of(@Nullable String clientId, HttpClient http) {
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder().httpClient(http);
    return clientId == null ? builder.build() : builder.managedIdentityClientId(clientId).build();
  }
}
