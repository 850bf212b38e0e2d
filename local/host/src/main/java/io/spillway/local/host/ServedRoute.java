package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;

/**
 * Route that a host serves.
 *
 * @param path with its parameters in braces, such as {@code /api/streams/{streamId}/stats}
 */
public record ServedRoute(HttpMethod method, String path) {}
