package io.spillway.adapters.azure.identity;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

/** A class of its own, so that azure-identity is loaded by those only who use an identity. */
public final class AzureIdentity {

  private AzureIdentity() {}

  /**
   * {@return the identity that is at hand}
   *
   * @param clientId of a user-assigned identity; null for the system-assigned one
   * @param http by which tokens are asked for
   */
  public static TokenCredential of(@Nullable String clientId, HttpClient http) {
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder().httpClient(http);
    return clientId == null ? builder.build() : builder.managedIdentityClientId(clientId).build();
  }
}
