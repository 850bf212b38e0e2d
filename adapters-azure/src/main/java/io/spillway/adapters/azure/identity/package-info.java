/** Who the service is to Azure when it has no keys. */
@NullMarked
package io.spillway.adapters.azure.identity;

import org.jspecify.annotations.NullMarked;
