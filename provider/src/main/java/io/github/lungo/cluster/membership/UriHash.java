// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Hashes URIs, which are equal where they differ by the case of the scheme, the host or the digits of an escape. */
final class UriHash {

  private UriHash() {}

  /** Returns the same for equal URIs. The case of all letters is left out: that is coarser, and still right. */
  static long of(URI uri) {
    long hash = bits(uri.getScheme());
    hash = HashBits.combine(hash, bits(uri.getRawFragment()));
    if (uri.isOpaque()) {
      return HashBits.combine(hash, bits(uri.getRawSchemeSpecificPart()));
    }
    hash = HashBits.combine(hash, bits(uri.getRawPath()));
    hash = HashBits.combine(hash, bits(uri.getRawQuery()));
    String host = uri.getHost();
    if (host == null) {
      return HashBits.combine(hash, bits(uri.getRawAuthority()));
    }
    // Not the authority as it is written: http://host: is equal to http://host.
    hash = HashBits.combine(hash, bits(uri.getRawUserInfo()));
    return HashBits.combine(HashBits.combine(hash, bits(host)), uri.getPort());
  }

  private static long bits(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + lowerCase(text.charAt(i));
    }
    return hash;
  }

  /** Leaves other letters alone: which of them have a lower case depends on the JDK. */
  private static char lowerCase(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char) (letter - 'A' + 'a') : letter;
  }
}
