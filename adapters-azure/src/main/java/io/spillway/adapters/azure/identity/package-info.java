/** Authentication to Azure by identity instead of keys. */
@NullMarked
package io.spillway.adapters.azure.identity;

import org.jspecify.annotations.NullMarked;
