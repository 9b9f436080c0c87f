;;; Drives a real Emacs: findings arrive at the right columns, a quick fix mends them, and they go.  -*- lexical-binding: t -*-
;; The settings of the user's guide are loaded here; the document is named in the environment.

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(unless (require 'markdown-mode nil t)
  (define-derived-mode markdown-mode text-mode "Markdown"))

(defun pm-lint-test-say (text &rest arguments)
  (princ (concat (apply #'format text arguments) "\n")))

(defun pm-lint-test-wait (what condition)
  (let ((patience 600))
    (while (not (funcall condition))
      (when (zerop (cl-decf patience))
        (error "nothing came: %s" what))
      (accept-process-output nil 0.05))))

(defun pm-lint-test-found ()
  (flymake-start)
  (cl-remove-if-not
   (lambda (one) (string-match-p "unused-suppression" (flymake-diagnostic-text one)))
   (flymake-diagnostics)))

(defun pm-lint-test ()
  (find-file (getenv "PM_LINT_DOCUMENT"))
  (load (getenv "PM_LINT_SETTINGS") nil t)
  (remove-hook 'markdown-mode-hook #'eglot-ensure) ; it waits for a key, which nobody presses here
  (markdown-mode)
  (apply #'eglot (append (eglot--guess-contact)))
  (pm-lint-test-wait "findings" #'pm-lint-test-found)
  (let ((one (car (pm-lint-test-found))))
    (cl-flet ((place (at) (save-excursion (goto-char at) (format "%d:%d" (line-number-at-pos) (- (point) (line-beginning-position))))))
      (pm-lint-test-say "found %s-%s" (place (flymake-diagnostic-beg one)) (place (flymake-diagnostic-end one)))))
  (let ((action (cl-find "Remove the unused suppression" (eglot-code-actions (point-min) (point-max) "quickfix")
                         :key (lambda (one) (plist-get one :title)) :test #'equal)))
    (eglot--apply-workspace-edit (plist-get action :edit)))
  (pm-lint-test-say "text %S" (buffer-string))
  (pm-lint-test-wait "an end of the findings" (lambda () (not (pm-lint-test-found))))
  (pm-lint-test-say "gone")
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (pm-lint-test-say "stopped"))

(setq eglot-confirm-server-initiated-edits nil
      eglot-sync-connect 30)
(condition-case problem
    (pm-lint-test)
  (error (pm-lint-test-say "failed %S" problem)))
