;;; copydesk.el --- Copydesk in Emacs, by Eglot  -*- lexical-binding: t -*-

;; For Emacs 28 with the package eglot, and for any newer Emacs, which has it.  In your init file:
;;
;;     (load "/path/to/copydesk/editors/emacs/copydesk.el")
;;
;; The server then starts wherever a draft is opened.

(defvar copydesk-command '("copydesk" "server")
  "What starts the server: the program and its arguments.")

;; Nearly everything derives from text: letters, TeX, the message of a commit.  To Eglot a draft has to be something else.
(define-derived-mode copydesk-mode text-mode "Draft"
  "Plain text that Copydesk reads.")
(setf (alist-get "\\.te?xt\\'" auto-mode-alist nil nil #'equal) #'copydesk-mode)

(defconst copydesk-modes
  '(((copydesk-mode :language-id "plaintext"))
    ((markdown-mode :language-id "markdown") (gfm-mode :language-id "markdown") (markdown-ts-mode :language-id "markdown"))
    ((html-mode :language-id "html") (mhtml-mode :language-id "html") (html-ts-mode :language-id "html")))
  "The modes of drafts, by what the server calls their languages.")

(with-eval-after-load 'eglot
  ;; In Emacs 28 a server has one language, and each gets its own.
  (dolist (modes (if (>= emacs-major-version 29) (list (apply #'append copydesk-modes)) copydesk-modes))
    (add-to-list 'eglot-server-programs (cons modes (lambda (&rest _) copydesk-command)))))

(autoload 'eglot-ensure "eglot")
(dolist (hook '(copydesk-mode-hook markdown-mode-hook html-mode-hook))
  (add-hook hook #'eglot-ensure))

(provide 'copydesk)
;;; copydesk.el ends here
