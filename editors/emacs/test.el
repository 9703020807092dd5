;;; test.el --- A person's way through an article in a real Emacs, run by `test'  -*- lexical-binding: t -*-

;; emacs --batch -l test.el SERVER FOLDER
;;
;; Findings stand where they belong, behind an emoji too; a card says who speaks; a quick fix is applied; a name leads to its
;; introduction, and is changed throughout; the copy is taken out.  Markdown and HTML are what they are to the server, too.  A
;; setting counts.  Somebody is written into the house's list.

(require 'cl-lib)
(require 'eglot)
(require 'markdown-mode)

(defvar here (file-name-directory load-file-name))
(defvar server (pop command-line-args-left))
(defvar folder (file-name-as-directory (pop command-line-args-left)))

(load (expand-file-name "copydesk.el" here) nil t)
(setq copydesk-command (list server "server")
      eglot-sync-connect t
      ;; Where Emacs compiles: nothing is to be compiled for what this test replaces.
      native-comp-enable-subr-trampolines nil
      backup-inhibited t
      auto-save-default nil)

(setq-default eglot-workspace-configuration '(:copydesk (:enable ["unintroduced-name"])))

(defvar harbour
  "The 😀 harbour board met Tomas Reddy, its spokesman, and Dora Lindqvist on Tuesday.

😀 “We owe them a dry winter, and a dry quay to go with it, and nothing that I have read says otherwise,” Reddy said.

The rain went on into the night over the empty quays and the boats that had been pulled up, and on into the morning.

😀 The harbour board met Dora Lindqvist again on Friday, and Lindquist had nothing new to tell.

The rain went on into the night over the empty quays and the boats that had been pulled up, and on into the morning.
")

(defun check (told what)
  (unless told (error "%s" what)))

(defun equals (actual expected what)
  (unless (equal actual expected)
    (error "%s: expected\n%S\nbut found\n%S" what expected actual)))

(defmacro wait (for-what &rest condition)
  "Wait until CONDITION holds, which is its value."
  `(with-timeout (20 (error "Waited in vain for %s" ,for-what))
     (let (held)
       (while (not (setq held (progn ,@condition)))
         ;; Files that change are told of as events.
         (read-event nil nil 0.02)
         ;; Timers that wait for idleness never ring here.
         (when flymake-mode
           (eglot--signal-textDocument/didChange)
           (flymake-start)))
       held)))

(defun open (name text)
  "Open the draft NAME, which holds TEXT, with the server; what that is told is its language."
  (let ((file (expand-file-name name folder)))
    (write-region text nil file nil 'silent)
    (find-file file)
    ;; Hooks that start it wait for a command, of which there is none here.
    (check (seq-some (lambda (mode)
                       (and (derived-mode-p mode) (memq #'eglot-ensure (symbol-value (intern (format "%s-hook" mode))))))
                     '(copydesk-mode markdown-mode html-mode))
           (format "%s would not start the server" major-mode))
    (unless (eglot-current-server)
      (apply #'eglot (eglot--guess-contact)))
    (plist-get (eglot--TextDocumentItem) :languageId)))

(defun findings ()
  "What is found, in order: codes and the words that they stand at."
  (mapcar (lambda (found)
            (let ((told (cdr (assoc 'eglot-lsp-diag (flymake-diagnostic-data found)))))
              (list (plist-get told :code)
                    ;; One of a longer text may reach beyond the end until those of this text come.
                    (buffer-substring-no-properties (min (flymake-diagnostic-beg found) (point-max))
                                                    (min (flymake-diagnostic-end found) (point-max))))))
          (sort (flymake-diagnostics)
                (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other))))))

(defun put-cursor-on (words &optional nth)
  (goto-char (point-min))
  (search-forward words nil nil (or nth 1))
  (goto-char (match-beginning 0)))

(defun card ()
  "What the server says of what is at the cursor, as Eglot shows it."
  (let ((answer (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (eglot--hover-info (plist-get answer :contents) (plist-get answer :range))))

(defun act (title)
  "Choose the action TITLE from the menu at the cursor."
  (let (offered)
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_ menu &rest _) (setq offered (mapcar #'car menu)) title))
              ((symbol-function 'y-or-n-p) #'always)
              (last-nonmenu-event ?a))
      ;; As the command does: for the finding at the cursor.
      (let* ((found (car (flymake-diagnostics (point))))
             (beg (if found (flymake-diagnostic-beg found) (point)))
             (end (if found (flymake-diagnostic-end found) (point))))
        (eglot-code-actions beg end nil t)))
    (check (member title offered) (format "%s is not offered, but %S" title offered))))

(defun walk ()
  (equals (open "harbour.txt" harbour) "plaintext" "the language of text")
  (let ((rain (nth 4 (split-string harbour "\n"))))
    (equals (wait "findings" (findings))
            `(("inconsistent-name" "Lindquist") ("duplicate-paragraph" ,rain))
            "what is found")

    ;; Who is this, and who speaks?
    (put-cursor-on "Reddy said")
    (check (string-match-p "Tomas Reddy" (card)) (concat "the card of Reddy: " (card)))
    (put-cursor-on "dry quay")
    (check (string-match-p "Tomas Reddy" (card)) (concat "the card of what he says: " (card)))

    ;; The quick fix at the name, and back.
    (put-cursor-on "Lindquist")
    (act "Change to “Lindqvist”")
    (equals (buffer-string) (string-replace "Lindquist" "Lindqvist" harbour) "the draft with the name mended")
    (wait "one finding less" (equal (findings) `(("duplicate-paragraph" ,rain))))

    ;; From a name to where its bearer is introduced.
    (put-cursor-on "Lindqvist had")
    (let* ((found (car (xref-backend-definitions 'eglot "Lindqvist")))
           (place (xref-location-marker (xref-item-location found))))
      (equals (with-current-buffer (marker-buffer place) (goto-char place) (line-number-at-pos)) 1 "where she is introduced"))

    ;; She is renamed throughout.
    (put-cursor-on "Lindqvist had")
    (eglot-rename "Dora Quist")
    (let ((renamed (replace-regexp-in-string "Lindq[uv]ist" "Quist" harbour t)))
      (equals (buffer-string) renamed "the draft with her new name")

      (wait "the finding where it stands now" (equal (findings) `(("duplicate-paragraph" ,rain))))

      ;; The copy is taken out, and the draft is silent.
      (put-cursor-on "The rain went" 2)
      (act "Remove this copy")
      (equals (buffer-string) (string-remove-suffix (concat "\n" rain "\n") renamed) "the draft without the copy"))
    (wait "silence" (null (findings))))
  (save-buffer)

  ;; Other formats.
  (equals (open "stage.md" "Rufus *Kilbride* sang, and Kilbride bowed.\n\nKillbride came to sweep.\n") "markdown"
          "the language of Markdown")
  (equals (wait "the name" (findings)) '(("inconsistent-name" "Killbride")) "what is found in Markdown")
  (equals (open "stage.html" "<p>Rufus <b>Kilbride</b> sang, and Kilbride bowed.</p><p>Killbride came to sweep.</p>\n") "html"
          "the language of HTML")
  (equals (wait "the name" (findings)) '(("inconsistent-name" "Killbride")) "what is found in HTML")

  ;; A setting counts.
  (open "late.txt" "The tide came in, and Kilbride bowed to it.\n\nThe singer Rufus Kilbride sang.\n")
  (equals (wait "what was asked for" (findings)) '(("unintroduced-name" "Kilbride")) "what is found by a setting")

  ;; What is written into the house's list counts once that is saved.
  (open "stage.txt" "Rufus Kilbride sang, and Kilbride bowed.\n\nKillbride came to sweep.\n")
  (wait "the name" (findings))
  (put-cursor-on "Killbride")
  (act "“Rufus Kilbride” and “Killbride” are two people")
  (with-current-buffer (find-file-noselect (expand-file-name "copydesk.toml" folder))
    (check (string-match-p "name = \"Killbride\"" (buffer-string)) (buffer-string))
    (save-buffer))
  (wait "two people" (null (findings))))

(condition-case fault
    (walk)
  (error (message "Emacs: FAILED: %s" (error-message-string fault))
         (kill-emacs 1)))
(message "Emacs %s: passed" emacs-version)
