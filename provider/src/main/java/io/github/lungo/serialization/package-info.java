// SPDX-License-Identifier: Apache-2.0
/**
 * Turns keys and values into bytes and back: for store by value on one node, and for the wire between nodes. Read {@link
 * io.github.lungo.serialization.ValueCopier} first for what a cache does with a value, then {@link
 * io.github.lungo.serialization.KryoCodec} for the bytes.
 *
 * <p>A class is treated in one of five ways, decided once in {@code TypeRules}: by its fields, by a serializer of ours
 * or of Kryo for that very JDK class, as a stand-in for a JDK class (views become plain collections), through filtered
 * Java serialization, or refused. Nothing here depends on the rest of Lungo.
 */
@NullMarked
package io.github.lungo.serialization;

import org.jspecify.annotations.NullMarked;
