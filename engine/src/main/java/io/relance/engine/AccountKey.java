package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.PersonalDataKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is stored about one account, and opens it again: AES-256 in Galois/Counter mode, bound to the account and to
 * what is sealed, so that nothing can be put elsewhere. A sealed body is the byte 1, 8 bytes that name the key, 12 random bytes,
 * the ciphertext, a tag of 16 bytes. What begins with a brace was never sealed: bodies are JSON.
 */
final class AccountKey {
    /** Seals nothing. */
    static final AccountKey NONE = new AccountKey(null, new byte[0], new SecureRandom());

    private static final byte SEALED = 1;
    private static final int NAME = 8;
    private static final int NONCE = 12;
    private static final int HEADER = 1 + NAME + NONCE;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final byte[] name;
    private final SecureRandom random;

    private AccountKey(@Nullable SecretKeySpec key, byte[] name, SecureRandom random) {
        this.key = key;
        this.name = name;
        this.random = random;
    }

    /**
     * The key with these bytes.
     *
     * @throws IllegalArgumentException when there are not {@link PersonalDataKeys#KEY_LENGTH} of them
     */
    static AccountKey of(byte[] bytes, SecureRandom random) {
        if (bytes.length != PersonalDataKeys.KEY_LENGTH) {
            throw new IllegalArgumentException("a key of an account has " + PersonalDataKeys.KEY_LENGTH
                    + " bytes, but this one has " + bytes.length);
        }
        String hash = new Sha256().add("name of a key").add(bytes).hex();
        return new AccountKey(
                new SecretKeySpec(bytes, "AES"), Arrays.copyOf(hash.getBytes(StandardCharsets.US_ASCII), NAME), random);
    }

    /** Whether {@code body} was sealed, under whatever key. */
    static boolean isSealed(Body body) {
        byte[] bytes = body.bytes();
        return bytes.length > HEADER && bytes[0] == SEALED;
    }

    /** {@code plain}, sealed when there is a key. */
    Body seal(AccountId account, String what, byte[] plain) {
        if (key == null) {
            return Body.of(plain);
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, account, what).doFinal(plain);
            return Body.of(ByteBuffer.allocate(HEADER + sealed.length)
                    .put(SEALED)
                    .put(name)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in Galois/Counter mode", e);
        }
    }

    /**
     * What was given to {@link #seal}.
     *
     * @throws KeyGoneException when it was sealed under another key
     * @throws IllegalStateException when it was sealed for another account or as something else, or was altered
     */
    byte[] open(AccountId account, String what, Body body) {
        byte[] bytes = body.bytes();
        if (!isSealed(body)) {
            return bytes;
        }
        if (key == null || !isNamed(bytes)) {
            throw new KeyGoneException(account, what);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(bytes, 1 + NAME, HEADER), account, what)
                    .doFinal(bytes, HEADER, bytes.length - HEADER);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the stored " + what + " of " + account + " was altered, or belongs elsewhere", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored " + what + " of " + account + " can't be opened", e);
        }
    }

    /**
     * Where there are keys: what is remembered of a body may be used, since this one opens it.
     *
     * @throws KeyGoneException when it was sealed under another key
     */
    void requireFit(AccountId account, String what, Body body) {
        if (key != null && isSealed(body) && !isNamed(body.bytes())) {
            throw new KeyGoneException(account, what);
        }
    }

    private boolean isNamed(byte[] sealed) {
        return Arrays.equals(name, 0, NAME, sealed, 1, 1 + NAME);
    }

    private Cipher cipher(int mode, byte[] nonce, AccountId account, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        for (Object part : new Object[] {account.creditor(), account.customer(), what}) {
            byte[] text = part.toString().getBytes(StandardCharsets.UTF_8);
            cipher.updateAAD(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            cipher.updateAAD(text);
        }
        return cipher;
    }
}
