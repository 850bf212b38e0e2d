package io.spillway.adapters.azure.cosmos;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

/** A class of its own, so that azure-identity is loaded by those only who use an identity. */
final class AzureIdentity {

  private AzureIdentity() {}

  static TokenCredential of(@Nullable String clientId) {
    DefaultAzureCredentialBuilder builder =
        new DefaultAzureCredentialBuilder().httpClient(new JdkHttpClientBuilder().build());
    return clientId == null ? builder.build() : builder.managedIdentityClientId(clientId).build();
  }
}
