package io.relance.engine;

import io.relance.receivable.AccountId;

/** Something was sealed under a key that is no more: what it said was erased. */
final class KeyGoneException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    KeyGoneException(AccountId account, String what) {
        super("the stored " + what + " of " + account + " was encrypted under a key that is no more");
    }
}
