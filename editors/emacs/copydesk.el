;;; copydesk.el --- Copydesk in Emacs, by Eglot  -*- lexical-binding: t -*-

;; For Emacs 28 with the package eglot, and for any newer Emacs, which has it.  In your init file:
;;
;;     (load "/path/to/copydesk/editors/emacs/copydesk.el")
;;
;; M-x eglot in a draft then starts the server; the hooks below do so whenever one is opened.

(defvar copydesk-command '("copydesk" "server")
  "What starts the server: the program and its arguments.")

(defconst copydesk-modes
  '((html-mode :language-id "html") (markdown-mode :language-id "markdown") (text-mode :language-id "plaintext"))
  "The modes of drafts, and what the server calls them.  The last is what the others derive from.")

(with-eval-after-load 'eglot
  (let ((contact (lambda (&rest _) copydesk-command)))
    (if (>= emacs-major-version 29)
        (add-to-list 'eglot-server-programs (cons copydesk-modes contact))
      ;; There a server has one language: each gets its own.
      (dolist (mode (reverse copydesk-modes))
        (add-to-list 'eglot-server-programs (cons (list mode) contact))))))

(defun copydesk-ensure ()
  "Start Copydesk for this buffer if it is a draft, not what else derives from text: mail, TeX, a list."
  (when (or (derived-mode-p 'html-mode 'markdown-mode) (eq major-mode 'text-mode))
    (eglot-ensure)))

(autoload 'eglot-ensure "eglot")
(add-hook 'text-mode-hook #'copydesk-ensure)

(provide 'copydesk)
;;; copydesk.el ends here
